using Nanobot.Platform.Objects.Blobs;
using Nanobot.Platform.Objects.Local;
using Nanobot.Platform.Objects.S3;

namespace Nanobot.Platform.Objects.Hosting;

/// <summary>Options of section <c>Objects</c>: where objects are kept.</summary>
public sealed class ObjectsOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Objects";

    /// <summary>The kind of store: <c>local</c>, <c>s3</c> or <c>azure</c>. Default <c>local</c>.</summary>
    public string Kind { get; set; } = ObjectStoreKind.Local;

    /// <summary>Longest time for one call with all its tries. Default 10 seconds; range 1 second to 2 minutes.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Options of the kind <c>local</c>.</summary>
    public LocalOptions Local { get; set; } = new();

    /// <summary>Options of the kind <c>s3</c>.</summary>
    public S3Options S3 { get; set; } = new();

    /// <summary>Options of the kind <c>azure</c>.</summary>
    public AzureOptions Azure { get; set; } = new();
}
