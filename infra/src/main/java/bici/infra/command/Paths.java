package bici.infra.command;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options that are files or folders: what cannot be used is refused while the command line is read, with the reason. */
public final class Paths {
    private Paths() {}

    /** Why a file cannot be read; empty when it can. */
    public static Optional<String> whyNotReadable(Path file) {
        if (!Files.exists(file)) {
            return Optional.of("it does not exist");
        }
        if (Files.isDirectory(file)) {
            return Optional.of("it is a folder");
        }
        return Files.isReadable(file) ? Optional.empty() : Optional.of("no permission");
    }

    /** What went wrong with a file, in words: an exception of the JDK often says no more than its name. */
    public static String why(String what, Path file, IOException failure) {
        String reason = switch (failure) {
            case NoSuchFileException e -> "it does not exist";
            case AccessDeniedException e -> "no permission";
            default -> whyNotReadable(file).orElse(String.valueOf(failure.getMessage()));
        };
        return what + " " + file + ": " + reason;
    }

    /** The words of a failure that is of the file system and no bug; empty for any other. */
    static Optional<String> why(Exception failure) {
        boolean wrapped = failure instanceof UncheckedIOException;
        Throwable cause = wrapped ? failure.getCause() : failure;
        String what = wrapped ? failure.getMessage() + ":" : "cannot use";
        if (cause == null) {
            return Optional.empty();
        }
        return switch (cause) {
            case NoSuchFileException e -> Optional.of(what + " " + e.getFile() + ": it does not exist");
            case AccessDeniedException e -> Optional.of(what + " " + e.getFile() + ": no permission");
            case NotDirectoryException e -> Optional.of(what + " " + e.getFile() + ": it is a file, not a folder");
            case FileSystemException e ->
                Optional.of(what + " " + e.getFile() + ": "
                        + Optional.ofNullable(e.getReason()).orElse("failed"));
            case FileNotFoundException e -> Optional.of(what + " " + e.getMessage());
            default -> Optional.empty();
        };
    }

    private static Path parse(String text) {
        try {
            if (!text.isBlank()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'" + text.replace('\0', '?') + "' is no path such as var/data");
        }
        throw new TypeConversionException("'' is no path such as var/data: it is empty");
    }

    /** Where something would be made: the nearest folder above that exists. */
    private static Path above(Path path) {
        Path parent = path.toAbsolutePath().normalize().getParent();
        while (parent != null && parent.getParent() != null && !Files.exists(parent)) {
            parent = parent.getParent();
        }
        return parent == null ? path.toAbsolutePath() : parent;
    }

    /** A file that is read. */
    public static final class Input implements ITypeConverter<Path> {
        @Override
        public Path convert(String text) {
            Path file = parse(text);
            whyNotReadable(file).ifPresent(why -> {
                throw new TypeConversionException("cannot read " + file + ": " + why);
            });
            return file;
        }
    }

    /** A file that is written, made or made anew; its folder is there. */
    public static final class Output implements ITypeConverter<Path> {
        @Override
        public Path convert(String text) {
            Path file = parse(text);
            Path folder = file.toAbsolutePath().getParent();
            if (Files.isDirectory(file)) {
                throw new TypeConversionException("cannot write " + file + ": it is a folder");
            }
            if (folder == null || !Files.isDirectory(folder)) {
                throw new TypeConversionException("cannot write " + file + ": its folder does not exist");
            }
            if (!Files.isWritable(Files.exists(file) ? file : folder)) {
                throw new TypeConversionException("cannot write " + file + ": no permission");
            }
            return file;
        }
    }

    /** A folder that is there, or can be made. */
    public static final class Folder implements ITypeConverter<Path> {
        @Override
        public Path convert(String text) {
            Path folder = parse(text);
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                throw new TypeConversionException(folder + " is a file, not a folder");
            }
            Path above = Files.exists(folder) ? folder : above(folder);
            if (!Files.isDirectory(above)) {
                throw new TypeConversionException("cannot make " + folder + ": " + above + " is a file");
            }
            if (!Files.exists(folder) && !Files.isWritable(above)) {
                throw new TypeConversionException("cannot make " + folder + ": no permission in " + above);
            }
            return folder;
        }
    }

    /** A folder that must be there. */
    public static final class ExistingFolder implements ITypeConverter<Path> {
        @Override
        public Path convert(String text) {
            Path folder = parse(text);
            if (!Files.exists(folder)) {
                throw new TypeConversionException("there is no folder " + folder);
            }
            if (!Files.isDirectory(folder)) {
                throw new TypeConversionException(folder + " is a file, not a folder");
            }
            return folder;
        }
    }
}
