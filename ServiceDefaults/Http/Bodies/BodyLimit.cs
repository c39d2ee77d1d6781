using Microsoft.AspNetCore.Http.Metadata;

namespace Nanobot.ServiceDefaults.Http.Bodies;

/// <summary>Tells routing, which sets the server's limit by it, and the decompression of bodies how large one may be.</summary>
/// <param name="octets">Most octets.</param>
internal sealed class BodyLimit(long octets) : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize { get; } = octets;
}
