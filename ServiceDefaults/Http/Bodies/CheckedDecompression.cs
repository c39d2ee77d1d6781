using Microsoft.AspNetCore.RequestDecompression;

namespace Nanobot.ServiceDefaults.Http.Bodies;

/// <summary>Takes a coding off a body, and says so where the body is not what it is said to be.</summary>
internal sealed class CheckedDecompression(string coding, Func<Stream, Stream> open) : IDecompressionProvider
{
    public Stream GetDecompressionStream(Stream stream) => new DecodedBody(open(stream), coding);
}
