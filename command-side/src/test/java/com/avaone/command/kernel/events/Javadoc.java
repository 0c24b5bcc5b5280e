package com.avaone.command.kernel.events;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** What the sources say about the types of the API, by simple name, in Markdown. */
final class Javadoc {

    private final Map<String, DocCommentTree> comments = new HashMap<>();

    Javadoc(Path sources) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null);
                var paths = Files.walk(sources)) {
            var units = files.getJavaFileObjectsFromPaths(
                    paths.filter(path -> path.toString().endsWith(".java")).toList());
            var task = (JavacTask) compiler.getTask(null, files, null, null, null, units);
            var trees = DocTrees.instance(task);
            var collector = new TreePathScanner<@Nullable Void, @Nullable Void>() {
                @Override
                public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
                    var comment = trees.getDocCommentTree(getCurrentPath());
                    if (comment != null) {
                        comments.put(type.getSimpleName().toString(), comment);
                    }
                    return super.visitClass(type, unused);
                }
            };
            for (var unit : task.parse()) {
                collector.scan(unit, null);
            }
        }
    }

    /** All that is said of the type before its tags. */
    String of(Class<?> type) {
        var comment = comments.get(type.getSimpleName());
        return comment == null ? "" : text(comment.getFullBody());
    }

    /** The first sentence. */
    String summary(Class<?> type) {
        var comment = comments.get(type.getSimpleName());
        return comment == null ? "" : text(comment.getFirstSentence());
    }

    /** What is said of a record's component. */
    String of(Class<?> type, String component) {
        var comment = comments.get(type.getSimpleName());
        if (comment == null) {
            return "";
        }
        return comment.getBlockTags().stream()
                .filter(ParamTree.class::isInstance)
                .map(ParamTree.class::cast)
                .filter(tag -> tag.getName().getName().contentEquals(component))
                .map(tag -> text(tag.getDescription()))
                .findFirst()
                .orElse("");
    }

    private static String text(List<? extends DocTree> parts) {
        var text = new StringBuilder();
        parts.forEach(text::append);
        return text.toString()
                .replaceAll("\\{@(?:code|literal) ([^}]*)}", "`$1`")
                .replaceAll("\\{@link(?:plain)? (?:[\\w.]*[.#])?(\\w+)(?:\\(\\))?}", "`$1`")
                .replaceAll("\\{@link(?:plain)? [^ }]+ ([^}]*)}", "$1")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
