package io.sealgate.proxy.start;

import org.slf4j.Logger;

/**
 * What is tried again and again in the background, and may fail each time: a line in the log when
 * it begins to fail, when it fails for another reason, and when it works again.
 */
final class RecurringFailure {

  private final Logger log;
  private final String sentence;
  private final String over;
  private String last = "";

  /**
   * None so far.
   *
   * @param sentence what is said of a failure, before its reason
   * @param over what is said when there is none any more
   */
  RecurringFailure(Logger log, String sentence, String over) {
    this.log = log;
    this.sentence = sentence;
    this.over = over;
  }

  synchronized void is(String reason) {
    if (!reason.equals(last)) {
      last = reason;
      log.warn("{}: {}", sentence, reason);
    }
  }

  synchronized void isNone() {
    if (!last.isEmpty()) {
      last = "";
      log.info(over);
    }
  }
}
