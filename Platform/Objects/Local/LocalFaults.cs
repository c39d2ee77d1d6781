namespace Nanobot.Platform.Objects.Local;

/// <summary>What a file system says, without the names that it says it of.</summary>
internal static class LocalFaults
{
    // Of errno(3), the same on all architectures that .NET runs on; an IOException carries it as its HResult.
    private const int IoError = 5;
    private const int NoSpace = 28;
    private const int ReadOnlyFileSystem = 30;
    private const int LinuxQuota = 122;
    private const int MacQuota = 69;

    // ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL.
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>Whether an exception is of the file system.</summary>
    public static bool IsOne(Exception exception) => exception is IOException or UnauthorizedAccessException;

    /// <summary>As the store says it.</summary>
    public static ObjectStoreUnavailableException Of(Exception exception) => exception switch
    {
        UnauthorizedAccessException => new ObjectStoreUnavailableException("this process may not read or write in its directory", inner: exception),
        { HResult: NoSpace or WindowsHandleDiskFull or WindowsDiskFull } => new ObjectStoreUnavailableException("its disk is full", isFull: true, exception),
        { HResult: LinuxQuota or MacQuota } => new ObjectStoreUnavailableException("the quota of its disk is used up", isFull: true, exception),
        { HResult: ReadOnlyFileSystem } => new ObjectStoreUnavailableException("its disk is mounted read-only", inner: exception),
        { HResult: IoError } => new ObjectStoreUnavailableException("its disk does not read or write (EIO)", inner: exception),
        _ => new ObjectStoreUnavailableException($"its file system fails ({exception.GetType().Name}, 0x{exception.HResult:x})", inner: exception),
    };
}
