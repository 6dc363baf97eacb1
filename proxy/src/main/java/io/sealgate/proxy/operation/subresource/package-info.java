/**
 * Tags, locks, lifecycles and whatever else belongs to buckets and objects and is the backend's
 * own.
 */
@NullMarked
package io.sealgate.proxy.operation.subresource;

import org.jspecify.annotations.NullMarked;
