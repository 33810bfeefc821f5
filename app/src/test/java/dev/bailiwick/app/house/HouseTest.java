package dev.bailiwick.app.house;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The house stands as it is planned; and the plan notices when it does not. */
class HouseTest {
    private static final List<CompiledClass> CLASSES = CompiledClass.ofTheHouse();

    @Test
    void every_floor_is_here() {
        for (String room : List.of(
                "json.",
                "cedar.",
                "core.",
                "procedure.",
                "tlog.",
                "store.",
                "host.",
                "connector.",
                "gateway.",
                "console.")) {
            assertThat(CLASSES).anyMatch(each -> each.name().startsWith("dev.bailiwick." + room));
        }
    }

    @Test
    void floors_one_to_three_touch_no_clock_file_socket_or_chance() {
        assertThat(Plan.worldlyCalls(CLASSES)).isEmpty();
    }

    @Test
    void imports_go_down_and_never_sideways() {
        assertThat(Plan.wrongImports(CLASSES)).isEmpty();
    }

    @Test
    void core_keeps_its_four_bands() {
        assertThat(Plan.brokenBands(CLASSES)).isEmpty();
    }

    @Test
    void no_packages_import_one_another_in_a_circle() {
        assertThat(Plan.cycles(CLASSES)).isEmpty();
    }

    @Test
    void every_package_is_checked_for_null() {
        assertThat(Plan.unmarked(CLASSES)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.System.nanoTime",
                "java.lang.System.getenv",
                "java.lang.System.out",
                "java.lang.Math.random",
                "java.lang.Thread.sleep",
                "java.lang.Class.forName",
                "java.lang.reflect.Method.invoke",
                "java.time.Instant.now",
                "java.time.LocalDate.now",
                "java.time.Clock.systemUTC",
                "java.nio.file.Files.readString",
                "java.io.FileInputStream.<init>",
                "java.net.Socket.<init>",
                "java.net.InetAddress.getByName",
                "java.net.http.HttpClient.newHttpClient",
                "java.util.Random.<init>",
                "java.util.UUID.randomUUID",
                "java.security.SecureRandom.<init>",
                "java.util.concurrent.ThreadLocalRandom.current",
                "java.util.Collections.shuffle"
            })
    void a_call_to_the_world_is_noticed_on_floors_one_to_three(String member) {
        for (String room : List.of("json", "cedar", "core", "procedure")) {
            var wrong = new CompiledClass("dev.bailiwick." + room + ".a.Wrong", Set.of(member), Set.of(), false);
            assertThat(Plan.worldlyCalls(List.of(wrong))).as(room).hasSize(1);
        }
        var tower = new CompiledClass("dev.bailiwick.host.Right", Set.of(member), Set.of(), false);
        assertThat(Plan.worldlyCalls(List.of(tower))).isEmpty();
    }

    @Test
    void a_real_class_file_with_a_clock_is_noticed() {
        byte[] bytes = ClassFile.of()
                .build(
                        ClassDesc.of("dev.bailiwick.core.value.Wrong"),
                        wrong -> wrong.withMethodBody(
                                "now",
                                MethodTypeDesc.of(CD_long),
                                ClassFile.ACC_STATIC,
                                code -> code.invokestatic(
                                                ClassDesc.of("java.lang.System"),
                                                "nanoTime",
                                                MethodTypeDesc.of(CD_long))
                                        .lreturn()));
        assertThat(Plan.worldlyCalls(List.of(CompiledClass.of(bytes))))
                .containsExactly("dev.bailiwick.core.value.Wrong on floor 2 calls java.lang.System.nanoTime");
    }

    @Test
    void a_type_that_stands_only_in_a_descriptor_is_an_import() {
        byte[] bytes = ClassFile.of()
                .build(
                        ClassDesc.of("dev.bailiwick.core.value.Wrong"),
                        wrong -> wrong.withMethodBody(
                                "take",
                                MethodTypeDesc.of(
                                        CD_void,
                                        CD_int,
                                        ClassDesc.of("dev.bailiwick.core.decision.Attempt")
                                                .arrayType()),
                                ClassFile.ACC_STATIC,
                                code -> code.return_()));
        assertThat(Plan.brokenBands(List.of(CompiledClass.of(bytes))))
                .containsExactly("dev.bailiwick.core.value.Wrong imports dev.bailiwick.core.decision.Attempt");
    }

    @Test
    void instants_locks_and_executors_belong_to_floor_three_only() {
        var members = Set.of(
                "java.time.InstantSource.instant", "java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor");
        assertThat(Plan.worldlyCalls(
                        List.of(new CompiledClass("dev.bailiwick.procedure.a.Right", members, Set.of(), false))))
                .isEmpty();
        assertThat(Plan.worldlyCalls(
                        List.of(new CompiledClass("dev.bailiwick.core.value.Wrong", members, Set.of(), false))))
                .hasSize(2);
    }

    @Test
    void an_import_upwards_sideways_or_of_a_foreign_library_is_noticed() {
        assertThat(Plan.wrongImports(List.of(imports("core.value.A", "dev.bailiwick.procedure.audit.AuditLog"))))
                .hasSize(1);
        assertThat(Plan.wrongImports(List.of(imports("store.A", "dev.bailiwick.tlog.B"))))
                .hasSize(1);
        assertThat(Plan.wrongImports(List.of(imports("json.A", "dev.bailiwick.cedar.B"))))
                .hasSize(1);
        assertThat(Plan.wrongImports(List.of(imports("core.value.A", "tools.jackson.core.JsonParser"))))
                .hasSize(1);
        assertThat(Plan.wrongImports(List.of(imports("json.A", "tools.jackson.core.JsonParser"))))
                .isEmpty();
        assertThat(Plan.wrongImports(List.of(imports("cedar.A", "dev.bailiwick.json.Json"))))
                .isEmpty();
        assertThat(Plan.wrongImports(List.of(imports("store.A", "dev.bailiwick.core.value.Tier"))))
                .isEmpty();
    }

    @Test
    void a_package_without_a_band_is_noticed() {
        assertThat(Plan.brokenBands(List.of(imports("core.stray.A", "java.lang.String"))))
                .hasSize(1);
    }

    @Test
    void a_circle_around_a_corner_is_noticed() {
        var circle = List.of(
                imports("core.value.A", "dev.bailiwick.core.people.B"),
                imports("core.people.B", "dev.bailiwick.core.register.C"),
                imports("core.register.C", "dev.bailiwick.core.value.A"),
                imports("core.audit.D", "dev.bailiwick.core.value.A"));
        assertThat(Plan.cycles(circle)).hasSize(3).noneMatch(fault -> fault.contains("audit"));
    }

    @Test
    void a_package_that_nobody_marked_is_noticed() {
        assertThat(Plan.unmarked(List.of(imports("store.A", "java.lang.String"))))
                .containsExactly("dev.bailiwick.store is not @NullMarked");
        var module = new CompiledClass("module-info@/somewhere", Set.of(), Set.of(), false);
        assertThat(Plan.unmarked(List.of(module))).hasSize(1);
    }

    private static CompiledClass imports(String name, String type) {
        return new CompiledClass("dev.bailiwick." + name, Set.of(), Set.of(type), false);
    }
}
