package com.avaone.command.kernel.eventstore;

import com.avaone.api.kernel.StableName;
import org.axonframework.serialization.Revision;

/** An event of these tests. */
@StableName("test.noted")
@Revision("1")
record TestEvent(String subject, int number) {}
