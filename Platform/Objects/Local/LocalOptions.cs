namespace Nanobot.Platform.Objects.Local;

/// <summary>Options of the kind <c>local</c>: files of this machine.</summary>
public sealed class LocalOptions
{
    /// <summary>
    /// Where the files are, hot ones and, unless <see cref="ColdDirectory"/> says otherwise, cold ones. Default: <c>nanobot-aspire/objects</c> below <c>XDG_DATA_HOME</c> or <c>~/.local/share</c>. It has to outlive
    /// the process and be the same for all replicas: in a container a volume.
    /// </summary>
    public string? Directory { get; set; }

    /// <summary>Where cold files are: a directory of a slower and cheaper disk. Default: <c>cold</c> below <see cref="Directory"/>.</summary>
    public string? ColdDirectory { get; set; }
}
