package io.sealgate.proxy.leak;

import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Makes each test class fail after which Netty reports a leaked buffer; found by JUnit itself, so
 * that no class can forget it.
 */
public final class BufferLeakExtension
    implements BeforeAllCallback, AfterAllCallback, ParameterResolver {

  @Override
  public void beforeAll(ExtensionContext context) {
    leaks(context);
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    List<String> reports = leaks(context).take();
    if (!reports.isEmpty()) {
      throw new AssertionError(String.join("\n", reports));
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == BufferLeaks.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return leaks(context);
  }

  private static BufferLeaks leaks(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(BufferLeakExtension.class))
        .computeIfAbsent(BufferLeaks.class, key -> BufferLeaks.watch(), BufferLeaks.class);
  }
}
