package com.avaone.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the vectors of Certificate Transparency's own tests, and against the definition written down. */
class MerkleTreeTest {

    private static final List<byte[]> LEAVES = Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(HexFormat.of()::parseHex)
            .toList();

    private static final List<Hash> ROOTS = Stream.of(
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")
            .map(Hash::ofHex)
            .toList();

    private static final String A = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
    private static final String B = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
    private static final String C = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
    private static final String D = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
    private static final String E = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
    private static final String F = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
    private static final String G = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
    private static final String TWO = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125";
    private static final String ONE = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";

    private static final int LARGE = 300;

    private final MerkleTree vectors =
            new MerkleTree(Trees.parts(LEAVES.stream().map(Hash::ofLeaf).toList()));

    @Test
    void rootsAreThoseOfTheVectors() {
        var growing = new GrowingTree();
        assertThat(growing.root()).isEqualTo(ROOTS.getFirst());
        for (var size = 1; size <= LEAVES.size(); size++) {
            growing.add(Hash.ofLeaf(LEAVES.get(size - 1)));
            assertThat(growing.root()).isEqualTo(ROOTS.get(size));
            assertThat(vectors.root(size)).isEqualTo(ROOTS.get(size));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, ''",
        "0, 8, " + A + " " + B + " " + C,
        "5, 8, " + D + " " + E + " " + F,
        "2, 3, " + TWO,
        "1, 5, " + ONE + " " + B + " " + D
    })
    void inclusionProofsAreThoseOfTheVectors(long index, long size, String proof) {
        assertThat(vectors.inclusion(index, size)).isEqualTo(hashes(proof));
        assertThat(Proofs.isIncluded(
                        Hash.ofLeaf(LEAVES.get((int) index)), index, size, hashes(proof), ROOTS.get((int) size)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, ''", "1, 8, " + A + " " + B + " " + C, "6, 8, " + G + " " + E + " " + F, "2, 5, " + B + " " + D})
    void consistencyProofsAreThoseOfTheVectors(long from, long to, String proof) {
        assertThat(vectors.consistency(from, to)).isEqualTo(hashes(proof));
        assertThat(Proofs.isConsistent(from, ROOTS.get((int) from), to, ROOTS.get((int) to), hashes(proof)))
                .isTrue();
    }

    private static List<Hash> hashes(String words) {
        return words.isEmpty()
                ? List.of()
                : Stream.of(words.split(" ", 0)).map(Hash::ofHex).toList();
    }

    /** The definition of RFC 9162, section 2.1.1, word for word. */
    private static Hash defined(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return Hash.OF_NOTHING;
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        var split = Integer.highestOneBit(leaves.size() - 1);
        return Hash.ofNode(defined(leaves.subList(0, split)), defined(leaves.subList(split, leaves.size())));
    }

    private static List<Hash> leaves(int count) {
        return LongStream.range(0, count)
                .mapToObj(i -> Hash.ofLeaf(("leaf " + i).getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    @Test
    void rootsFollowTheDefinitionForEverySize() {
        var leaves = leaves(LARGE);
        var tree = new MerkleTree(Trees.parts(leaves));
        var growing = new GrowingTree();
        for (var size = 0; size <= LARGE; size++) {
            if (size > 0) {
                growing.add(leaves.get(size - 1));
            }
            var defined = defined(leaves.subList(0, size));
            assertThat(tree.root(size)).isEqualTo(defined);
            assertThat(growing.root()).isEqualTo(defined);
        }
    }

    /** Each leaf of each size, and none in another's place, of another size or under another root. */
    @Test
    void everyLeafIsProvenInItsPlaceOnly() {
        var leaves = leaves(70);
        var tree = new MerkleTree(Trees.parts(leaves));
        for (var size = 1; size <= leaves.size(); size++) {
            var root = tree.root(size);
            for (var index = 0; index < size; index++) {
                var proof = tree.inclusion(index, size);
                assertThat(Proofs.isIncluded(leaves.get(index), index, size, proof, root))
                        .isTrue();
                assertThat(Proofs.isIncluded(leaves.get((index + 1) % 70), index, size, proof, root))
                        .isFalse();
                assertThat(Proofs.isIncluded(leaves.get(index), index + 1, size, proof, root))
                        .isFalse();
                assertThat(Proofs.isIncluded(leaves.get(index), index, size, proof, Hash.OF_NOTHING))
                        .isFalse();
                assertThat(Proofs.isIncluded(leaves.get(index), index, size, with(proof, leaves.getFirst()), root))
                        .isFalse();
                if (!proof.isEmpty()) {
                    assertThat(Proofs.isIncluded(
                                    leaves.get(index), index, size, proof.subList(0, proof.size() - 1), root))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void everyEarlierTreeIsProvenAndNoOther() {
        var leaves = leaves(70);
        var tree = new MerkleTree(Trees.parts(leaves));
        var changed = new ArrayList<>(leaves);
        changed.set(0, Hash.OF_NOTHING);
        var other = new MerkleTree(Trees.parts(changed));
        for (var size = 1; size <= leaves.size(); size++) {
            var root = tree.root(size);
            for (var earlier = 0; earlier <= size; earlier++) {
                var proof = tree.consistency(earlier, size);
                assertThat(Proofs.isConsistent(earlier, tree.root(earlier), size, root, proof))
                        .isTrue();
                if (earlier > 0) {
                    assertThat(Proofs.isConsistent(earlier, other.root(earlier), size, root, proof))
                            .isFalse();
                    assertThat(Proofs.isConsistent(
                                    earlier, other.root(earlier), size, root, other.consistency(earlier, size)))
                            .isFalse();
                    assertThat(Proofs.isConsistent(
                                    earlier, tree.root(earlier), size, root, with(proof, leaves.getFirst())))
                            .isFalse();
                }
            }
        }
    }

    private static List<Hash> with(List<Hash> proof, Hash more) {
        var longer = new ArrayList<>(proof);
        longer.add(more);
        return longer;
    }

    @Test
    void whatTheTreeDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> vectors.inclusion(8, 8)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> vectors.inclusion(-1, 8)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> vectors.consistency(9, 8)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hash.of(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }
}
