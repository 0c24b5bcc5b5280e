package com.avaone.command.kernel.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.command.kernel.memory.EvidenceTrees.Node;
import com.avaone.command.kernel.memory.EvidenceTrees.SignedCheckpoint;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of the evidence log's trees does. */
@SuppressWarnings("NullAway.Init") // opened before each test
abstract class EvidenceTreesContractTest {

    private static final String TREE = "suite";
    private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");

    private EvidenceTrees trees;

    abstract EvidenceTrees open();

    abstract void close();

    @BeforeEach
    void openTrees() {
        trees = open();
    }

    @AfterEach
    void closeTrees() {
        close();
    }

    private static Node node(String tree, int level, long number, long position) {
        var hash = new byte[32];
        hash[0] = (byte) number;
        hash[31] = (byte) level;
        return new Node(tree, level, number, position, hash);
    }

    @Test
    void holdsNodesInTheOrderOfTheirNumbers() {
        assertThat(trees.position()).isEqualTo(-1);
        assertThat(trees.last(TREE)).isEmpty();
        assertThat(trees.append(
                        -1,
                        30,
                        LongStream.range(0, 12)
                                .mapToObj(i -> node(TREE, 0, i, 2 * i))
                                .toList()))
                .isTrue();
        assertThat(trees.append(30, 31, List.of(node(TREE, 1, 0, 22), node("suite2", 0, 0, 31))))
                .isTrue();
        assertThat(trees.position()).isEqualTo(31);
        assertThat(trees.nodes(TREE, 0, 9, 2)).extracting(Node::number).containsExactly(9L, 10L);
        assertThat(trees.nodes(TREE, 0, 11, 9)).singleElement().satisfies(last -> {
            assertThat(last.tree()).isEqualTo(TREE);
            assertThat(last.level()).isZero();
            assertThat(last.position()).isEqualTo(22);
            assertThat(last.hash()).isEqualTo(node(TREE, 0, 11, 22).hash());
        });
        assertThat(trees.nodes(TREE, 1, 0, 9)).extracting(Node::level).containsExactly(1);
        assertThat(trees.nodes(TREE, 2, 0, 9)).isEmpty();
        assertThat(trees.last(TREE)).get().extracting(Node::number).isEqualTo(11L);
        assertThat(trees.last("suite2")).get().extracting(Node::position).isEqualTo(31L);
        trees.forgetHashes();
        assertThat(trees.position()).isEqualTo(-1);
        assertThat(trees.last(TREE)).isEmpty();
    }

    @Test
    void letsOneOfTwoGoOnFromAPosition() {
        assertThat(trees.append(-1, 5, List.of(node(TREE, 0, 0, 5)))).isTrue();
        assertThat(trees.append(-1, 5, List.of(node(TREE, 0, 0, 5)))).isFalse();
        assertThat(trees.append(5, 6, List.of())).isTrue();
        assertThat(trees.position()).isEqualTo(6);
    }

    @Test
    void holdsEachCheckpointOnce() {
        assertThat(trees.lastCheckpoint("o")).isEmpty();
        for (var number = 0; number < 12; number++) {
            assertThat(trees.add(new SignedCheckpoint("o", number, 10L * number, AT, "note " + number)))
                    .isTrue();
        }
        assertThat(trees.add(new SignedCheckpoint("o", 3, 7, AT, "other"))).isFalse();
        assertThat(trees.add(new SignedCheckpoint("o/org", 0, 7, AT, "of another log")))
                .isTrue();
        assertThat(trees.lastCheckpoint("o")).contains(new SignedCheckpoint("o", 11, 110, AT, "note 11"));
        assertThat(trees.checkpointsBefore("o", 4, 2))
                .extracting(SignedCheckpoint::note)
                .containsExactly("note 3", "note 2");
        trees.forgetHashes();
        assertThat(trees.lastCheckpoint("o/org")).isPresent();
    }
}
