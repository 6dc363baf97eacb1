/** What was found out about clients, and the page that says so. */
@NullMarked
package io.sealgate.it.results;

import org.jspecify.annotations.NullMarked;
