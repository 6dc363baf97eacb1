package io.sealgate.proxy.operation.multipart;

import io.sealgate.crypto.document.UploadDocument;
import io.sealgate.crypto.envelope.Mode;
import io.sealgate.crypto.multipart.PartNote;
import io.sealgate.proxy.system.PartNotes;
import io.sealgate.s3.ETagText;
import io.sealgate.s3.body.ChecksumKind;
import io.sealgate.s3.body.ShownChecksum;
import io.sealgate.s3.multipart.PartsAsked;
import io.sealgate.s3.xml.ListPartsResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of ListParts: the parts that the backend holds and that have a note, in the client's
 * terms. It gathers one row more than are shown, which tells that there are more.
 */
final class PartRows {

  private final PartNotes notes;
  private final OpenUpload upload;
  private final PartsAsked asked;
  private final List<ListPartsResult.Part> gathered = new ArrayList<>();

  /**
   * No rows yet.
   *
   * @param upload borrowed
   * @param asked which rows are shown
   */
  PartRows(PartNotes notes, OpenUpload upload, PartsAsked asked) {
    this.notes = notes;
    this.upload = upload;
    this.asked = asked;
  }

  /** Whether there is no row at all. */
  boolean isEmpty() {
    return gathered.isEmpty();
  }

  /** Whether there are more rows than are shown. */
  boolean full() {
    return gathered.size() > asked.most();
  }

  /** The rows that are shown. */
  List<ListPartsResult.Part> shown() {
    return gathered.subList(0, Math.min(gathered.size(), asked.most()));
  }

  /** The number of the last part that is shown, 0 when none is. */
  int last() {
    return shown().isEmpty() ? 0 : shown().getLast().number();
  }

  /** Adds a page of the backend's listing; blocks. */
  void add(ListPartsResult page) {
    List<ListPartsResult.Part> parts = new ArrayList<>(page.parts());
    parts.removeIf(part -> part.number() <= asked.marker());
    if (parts.isEmpty()) {
      return;
    }
    parts.sort(Comparator.comparingInt(ListPartsResult.Part::number));
    switch (upload.document().body()) {
      case UploadDocument.PassedThrough unsealed -> gathered.addAll(parts);
      case UploadDocument.Sealed sealed -> addNoted(parts, sealed);
    }
  }

  private void addNoted(List<ListPartsResult.Part> parts, UploadDocument.Sealed sealed) {
    List<PartNote> noted =
        notes.range(upload.name(), sealed, parts.getFirst().number(), parts.getLast().number());
    Mode mode = sealed.envelope().fields().mode();
    ChecksumKind declared = upload.declaredChecksum();
    int next = 0;
    for (ListPartsResult.Part part : parts) {
      while (next < noted.size() && noted.get(next).partNumber() < part.number()) {
        next++;
      }
      PartNote note = noteOf(part, noted, next);
      if (note != null) {
        gathered.add(row(part, note, mode, declared));
      }
    }
  }

  /** The note of just the attempt that the backend holds. */
  private static @Nullable PartNote noteOf(
      ListPartsResult.Part part, List<PartNote> noted, int from) {
    String eTag = ETagText.unquoted(part.eTag());
    for (int i = from; i < noted.size() && noted.get(i).partNumber() == part.number(); i++) {
      if (noted.get(i).backendETag().equals(eTag)) {
        return noted.get(i);
      }
    }
    return null;
  }

  private static ListPartsResult.Part row(
      ListPartsResult.Part part, PartNote note, Mode mode, @Nullable ChecksumKind declared) {
    return new ListPartsResult.Part(
        part.number(),
        part.lastModified(),
        '"' + PartETags.shown(note, mode) + '"',
        note.plaintextBytes(),
        declared == null ? null : ShownChecksum.ofPart(declared, note.digests()));
  }
}
