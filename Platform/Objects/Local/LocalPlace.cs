namespace Nanobot.Platform.Objects.Local;

/// <summary>
/// Where files are. Each segment but the last one of a key is a directory, so that what a module puts below months or other parts of its keys is spread by them; the last one is a file whose name ends in a
/// sign that no segment has: an object may stand where others stand below it.
/// </summary>
internal sealed class LocalPlace
{
    public const char EndOfName = '@';

    // No segment begins with it.
    private const char BeginOfUnfinished = '.';

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly Lock _making = new();
    private volatile bool _isMade;

    public LocalPlace(LocalOptions options)
    {
        var root = Path.GetFullPath(options.Directory ?? Usual());
        IsUsual = options.Directory is null;
        Root = root;
        Hot = Path.Combine(root, "hot");
        Cold = options.ColdDirectory is { } cold ? Path.GetFullPath(cold) : Path.Combine(root, "cold");
    }

    /// <summary>Whether nobody has said where.</summary>
    public bool IsUsual { get; }

    public string Root { get; }

    public string Hot { get; }

    public string Cold { get; }

    public static string FileOf(string root, ObjectKey key) => $"{Path.Combine(root, key.Text.Replace(ObjectKey.Separator, Path.DirectorySeparatorChar))}{EndOfName}";

    /// <summary>A new name of a file that is being written, beside what it will be.</summary>
    public static string UnfinishedFor(string file) => Path.Combine(Path.GetDirectoryName(file)!, $"{BeginOfUnfinished}{Guid.NewGuid():N}{EndOfName}");

    public static bool IsUnfinished(string name) => name[0] == BeginOfUnfinished;

    /// <summary>Makes both directories, once in a process: one that is gone later is a disk that is gone, and is not made anew on another one.</summary>
    /// <exception cref="ObjectStoreUnavailableException">They were there and are no more.</exception>
    public void Demand()
    {
        lock (_making)
        {
            if (!_isMade)
            {
                Make(Hot);
                Make(Cold);
                _isMade = true;
            }
        }

        if (!Directory.Exists(Hot) || !Directory.Exists(Cold))
        {
            throw new ObjectStoreUnavailableException("its directory is gone");
        }
    }

    /// <summary>Makes a directory that only its owner can enter, and those above it.</summary>
    public static void Make(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(directory, OwnerOnly);
        }
    }

    private static string Usual() => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } set ? set
            : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home ? Path.Combine(home, ".local", "share")
            : AppContext.BaseDirectory,
        "nanobot-aspire", "objects");
}
