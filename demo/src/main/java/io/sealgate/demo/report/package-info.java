/** What the demo prints. */
@NullMarked
package io.sealgate.demo.report;

import org.jspecify.annotations.NullMarked;
