namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>For how long and how much of sources is kept for all who watch the same, section <c>Evidence:Cache</c>.</summary>
internal sealed class SourceCacheOptions
{
    /// <summary>How long a document is used without asking, where its server says nothing. Default 1 minute; 0 to 24 hours.</summary>
    public TimeSpan Usual { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long at least, whatever its server says. Default 10 seconds; 0 to 1 hour.</summary>
    public TimeSpan Least { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long at most, whatever its server says. Default 1 hour; <see cref="Least"/> to 24 hours.</summary>
    public TimeSpan Most { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a source that failed is not asked again. Default 10 seconds; 0 to 10 minutes.</summary>
    public TimeSpan Failed { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How old a document may be that stands in for a source that cannot be read. Default 24 hours; 0 to 14 days.</summary>
    public TimeSpan Stale { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Octets that all kept documents have together, those used longest ago going first. Default 512 MiB; 1 MiB to 64 GiB.</summary>
    public long Bytes { get; set; } = 512L * 1024 * 1024;

    /// <summary>Octets that documents and what was read of them take in the memory of a process: eight times those of the documents. Default 256 MiB; 1 MiB to 16 GiB.</summary>
    public long MemoryBytes { get; set; } = 256L * 1024 * 1024;
}
