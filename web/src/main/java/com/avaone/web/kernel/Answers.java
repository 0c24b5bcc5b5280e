package com.avaone.web.kernel;

import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import java.net.URI;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Answers with an ETag (the version) and a position. The answer to a command is its {@link Receipt}, or the thing itself where the caller
 * prefers it ({@code Prefer: return=representation}) and it can be seen in time.
 */
@Component
public class Answers {

    private final CurrentRequest request;

    Answers(CurrentRequest request) {
        this.request = request;
    }

    /** 200 with the receipt. */
    public ResponseEntity<Object> done(Receipt receipt) {
        return answer(HttpStatus.OK, receipt, null, null);
    }

    /** 200 with the receipt, or with what {@code representation} answers for the receipt's position. */
    public ResponseEntity<Object> done(Receipt receipt, LongFunction<?> representation) {
        return answer(HttpStatus.OK, receipt, null, representation);
    }

    /** As above, 201 with the new thing's own address. */
    public ResponseEntity<Object> created(Receipt receipt, String location, LongFunction<?> representation) {
        return answer(HttpStatus.CREATED, receipt, location, representation);
    }

    /** 200 with a thing that was read, and its version as the ETag that a later {@code If-Match} names. */
    public <T> ResponseEntity<T> found(T body, long version) {
        return ResponseEntity.ok().eTag(Long.toString(version)).body(body);
    }

    private ResponseEntity<Object> answer(
            HttpStatus status, Receipt receipt, @Nullable String location, @Nullable LongFunction<?> representation) {
        var answer = ResponseEntity.status(status)
                .eTag(Long.toString(receipt.version()))
                .header(CurrentRequest.POSITION, Long.toString(receipt.position()));
        if (location != null) {
            answer.location(URI.create(location));
        }
        if (representation == null || !request.prefersRepresentation()) {
            return answer.body(receipt);
        }
        try {
            var visible = representation.apply(receipt.position());
            return answer.header("Preference-Applied", "return=representation").body(visible);
        } catch (Rejected notVisible) {
            // The command was accepted, whatever the read model does, and whether its sender may see what came of it:
            // its receipt is the honest answer.
            return answer.body(receipt);
        }
    }
}
