/**
 * What replicas share: the system bucket on the backend, hidden from clients, and in it the
 * documents of open uploads, part notes and completion records.
 */
@NullMarked
package io.sealgate.proxy.system;

import org.jspecify.annotations.NullMarked;
