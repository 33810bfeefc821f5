package dev.bailiwick.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The well-known tree of eight leaves that implementations of RFC 6962 and RFC 9162 share, and a naive twin. */
final class MerkleTreeTest {
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static final String N_96 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
    private static final String N_5F = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
    private static final String N_6B = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
    private static final String N_0E = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
    private static final String N_CA = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
    private static final String N_D3 = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
    private static final String N_BC = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";

    private final TreeHasher hasher = new TreeHasher();

    private MerkleTree.Whole known(int count) {
        var tree = new MerkleTree.Whole();
        for (String leaf : LEAVES.subList(0, count))
            tree.add(hasher.leaf(HexFormat.of().parseHex(leaf)));
        return tree;
    }

    private static List<String> hex(List<TreeHash> path) {
        return path.stream().map(TreeHash::hex).toList();
    }

    @Test
    void the_roots_are_those_everybody_computes() {
        var tree = new MerkleTree();
        assertThat(tree.root().hex()).isEqualTo(ROOTS.getFirst());
        for (int size = 1; size <= LEAVES.size(); size++) {
            tree.append(hasher.leaf(HexFormat.of().parseHex(LEAVES.get(size - 1))));
            assertThat(tree.root().hex()).isEqualTo(ROOTS.get(size));
            assertThat(MerkleTree.root(size, known(size)).hex()).isEqualTo(ROOTS.get(size));
        }
    }

    @Test
    void the_proofs_are_those_everybody_computes() {
        assertThat(hex(InclusionProof.of(0, 8, known(8)).path())).containsExactly(N_96, N_5F, N_6B);
        assertThat(hex(InclusionProof.of(0, 1, known(1)).path())).isEmpty();
        assertThat(hex(ConsistencyProof.of(1, 8, known(8)).path())).containsExactly(N_96, N_5F, N_6B);
        assertThat(hex(ConsistencyProof.of(6, 8, known(8)).path())).containsExactly(N_0E, N_CA, N_D3);
        assertThat(hex(ConsistencyProof.of(2, 5, known(5)).path())).containsExactly(N_5F, N_BC);
    }

    @Test
    void proofs_agree_with_the_definition_written_down_naively() {
        var leaves = randomLeaves(70, 1);
        var tree = tree(leaves);
        for (int size = 1; size <= leaves.size(); size++) {
            var root = naiveRoot(leaves.subList(0, size));
            assertThat(MerkleTree.root(size, tree)).isEqualTo(root);
            for (int index = 0; index < size; index++) {
                var proof = InclusionProof.of(index, size, tree);
                assertThat(proof.path()).isEqualTo(naivePath(index, leaves.subList(0, size)));
                assertThat(proof.verifies(leaves.get(index), root)).isTrue();
            }
            for (int first = 0; first <= size; first++) {
                var proof = ConsistencyProof.of(first, size, tree);
                assertThat(proof.verifies(naiveRoot(leaves.subList(0, first)), root))
                        .as(first + " in " + size)
                        .isTrue();
            }
        }
    }

    @Test
    void no_altered_proof_verifies() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        var leaves = randomLeaves(100, seed);
        var tree = tree(leaves);
        for (int round = 0; round < 2_000; round++) {
            int size = 2 + random.nextInt(leaves.size() - 1);
            int index = random.nextInt(size);
            var root = MerkleTree.root(size, tree);
            var proof = InclusionProof.of(index, size, tree);
            assertThat(altered(proof, random).verifies(leaves.get(index), root)).isFalse();
            int other = (index + 1 + random.nextInt(size - 1)) % size;
            assertThat(proof.verifies(leaves.get(other), root)).isFalse();
            assertThat(new InclusionProof(other, size, proof.path()).verifies(leaves.get(index), root))
                    .isFalse();

            int first = 1 + random.nextInt(size - 1);
            var growth = ConsistencyProof.of(first, size, tree);
            var firstRoot = MerkleTree.root(first, tree);
            assertThat(altered(growth, random).verifies(firstRoot, root)).isFalse();
            var stranger = randomLeaves(1, random.nextLong()).getFirst();
            assertThat(growth.verifies(stranger, root)).isFalse();
            assertThat(growth.verifies(firstRoot, stranger)).isFalse();
        }
    }

    private static InclusionProof altered(InclusionProof proof, Random random) {
        return new InclusionProof(proof.index(), proof.size(), altered(proof.path(), random));
    }

    private static ConsistencyProof altered(ConsistencyProof proof, Random random) {
        return new ConsistencyProof(proof.first(), proof.second(), altered(proof.path(), random));
    }

    private static List<TreeHash> altered(List<TreeHash> path, Random random) {
        List<TreeHash> other = new ArrayList<>(path);
        int at = random.nextInt(path.size());
        switch (random.nextInt(3)) {
            case 0 -> other.remove(at);
            case 1 -> other.add(at, randomLeaves(1, random.nextLong()).getFirst());
            default -> {
                byte[] bytes = path.get(at).bytes();
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                other.set(at, TreeHash.of(bytes));
            }
        }
        return other;
    }

    private static List<TreeHash> randomLeaves(int count, long seed) {
        var random = new Random(seed);
        List<TreeHash> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var bytes = new byte[TreeHash.LENGTH];
            random.nextBytes(bytes);
            leaves.add(TreeHash.of(bytes));
        }
        return leaves;
    }

    private static MerkleTree.Whole tree(List<TreeHash> leaves) {
        var tree = new MerkleTree.Whole();
        leaves.forEach(tree::add);
        return tree;
    }

    private TreeHash naiveRoot(List<TreeHash> leaves) {
        if (leaves.isEmpty()) return hasher.empty();
        if (leaves.size() == 1) return leaves.getFirst();
        int split = split(leaves.size());
        return hasher.node(naiveRoot(leaves.subList(0, split)), naiveRoot(leaves.subList(split, leaves.size())));
    }

    private List<TreeHash> naivePath(int index, List<TreeHash> leaves) {
        if (leaves.size() == 1) return List.of();
        int split = split(leaves.size());
        var left = leaves.subList(0, split);
        var right = leaves.subList(split, leaves.size());
        List<TreeHash> path = new ArrayList<>(index < split ? naivePath(index, left) : naivePath(index - split, right));
        path.add(naiveRoot(index < split ? right : left));
        return path;
    }

    private static int split(int size) {
        int split = 1;
        while (2 * split < size) split *= 2;
        return split;
    }
}
