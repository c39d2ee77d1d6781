using System.Runtime.InteropServices;
using Nanobot.Platform.Core.Stored;

namespace Nanobot.Platform.Objects.Local;

/// <summary>Files that are there whole or not at all, also after a power failure.</summary>
internal static class WholeFile
{
    private const int MostTries = 5;

    /// <summary>Writes beside the file, to the disk, and puts it in the file's place in one step.</summary>
    public static void Write(string file, ReadOnlySpan<byte> content)
    {
        var directory = Path.GetDirectoryName(file)!;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Prepare(directory);
                WriteOnce(file, LocalPlace.UnfinishedFor(file), content);
                Sync(directory);
                return;
            }
            catch (DirectoryNotFoundException) when (attempt < MostTries)
            {
                // Somebody has removed it as empty.
            }
        }
    }

    /// <summary>All of it, or null where there is none.</summary>
    /// <exception cref="StoredDataException">It is too large.</exception>
    public static byte[]? Read(string file)
    {
        try
        {
            using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var length = RandomAccess.GetLength(handle);
            if (length > ObjectLimits.LargestObject)
            {
                throw new StoredDataException("An object is larger than any that is put.");
            }

            var content = new byte[length];
            var read = 0;
            for (var got = 1; read < length && got > 0; read += got)
            {
                got = RandomAccess.Read(handle, content.AsSpan(read), read);
            }

            return read == length ? content : throw new EndOfStreamException("A file has become shorter.");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Removes it, and with it the directories up to <paramref name="root"/> that it leaves empty.</summary>
    public static void Remove(string file, string root)
    {
        try
        {
            File.Delete(file);
        }
        catch (DirectoryNotFoundException)
        {
            return;
        }

        for (var directory = Path.GetDirectoryName(file)!; directory.Length > root.Length; directory = Path.GetDirectoryName(directory)!)
        {
            try
            {
                Directory.Delete(directory);
            }
            catch (DirectoryNotFoundException)
            {
                // Somebody else has.
            }
            catch (IOException)
            {
                // Others are in it.
                return;
            }
        }
    }

    private static void WriteOnce(string file, string unfinished, ReadOnlySpan<byte> content)
    {
        try
        {
            using (var handle = File.OpenHandle(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                RandomAccess.Write(handle, content, 0);
                RandomAccess.FlushToDisk(handle);
            }

            File.Move(unfinished, file, overwrite: true);
        }
        catch (Exception exception) when (exception is not DirectoryNotFoundException)
        {
            File.Delete(unfinished);
            throw;
        }
    }

    // Each new directory is an entry of the one above it, which has to reach the disk as well.
    private static void Prepare(string directory)
    {
        var missing = new Stack<string>();
        for (var above = directory; !Directory.Exists(above); above = Path.GetDirectoryName(above)!)
        {
            missing.Push(above);
        }

        foreach (var made in missing)
        {
            LocalPlace.Make(made);
            Sync(Path.GetDirectoryName(made)!);
        }
    }

    // What a directory lists reaches the disk by fsync(2) of the directory, which .NET has no call for.
    private static void Sync(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = Native.Open(directory, Native.ReadOnly);
        if (handle < 0)
        {
            throw LastError();
        }

        try
        {
            if (Native.Synchronize(handle) < 0)
            {
                throw LastError();
            }
        }
        finally
        {
            _ = Native.Close(handle);
        }
    }

    private static IOException LastError() => new("A directory could not be written to the disk.", Marshal.GetLastPInvokeError());

    private static class Native
    {
        public const int ReadOnly = 0;

        [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
        public static extern int Open(string path, int flags);

        [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
        public static extern int Synchronize(int handle);

        [DllImport("libc", EntryPoint = "close", SetLastError = true)]
        public static extern int Close(int handle);
    }
}
