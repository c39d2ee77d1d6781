using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.ServiceDefaults.Http.Bodies;

/// <summary>
/// Content codings of bodies (RFC 9110, 8.4): one of gzip, br and deflate is taken off by the framework, within the limit that
/// holds for the body without it; any other, or several, is refused, so that no endpoint ever takes coded octets for content.
/// </summary>
internal static class BodyCodings
{
    private const string Identity = "identity";
    private const string Listed = "gzip, br, deflate";

    private static readonly Dictionary<string, Func<Stream, Stream>> Taken = new(StringComparer.OrdinalIgnoreCase)
    {
        ["gzip"] = static body => new GZipStream(body, CompressionMode.Decompress),
        ["x-gzip"] = static body => new GZipStream(body, CompressionMode.Decompress),
        ["br"] = static body => new BrotliStream(body, CompressionMode.Decompress),
        ["deflate"] = static body => new ZLibStream(body, CompressionMode.Decompress),
    };

    private static readonly Refusal NotTaken = new(StatusCodes.Status415UnsupportedMediaType, "UNSUPPORTED_CONTENT_ENCODING",
        $"Send the body without a Content-Encoding, or with one of {Listed}.");

    public static void AddBodyCodings(this IServiceCollection services) => services.AddRequestDecompression(static options =>
    {
        options.DecompressionProviders.Clear();
        foreach (var (name, open) in Taken)
        {
            options.DecompressionProviders[name] = new CheckedDecompression(name, open);
        }
    });

    /// <summary>Null where the coding can be taken off, or there is none; <c>identity</c> and empty elements say nothing and are dropped.</summary>
    public static Refusal? Check(HttpContext http)
    {
        var headers = http.Request.Headers;
        if (headers.ContentEncoding.Count == 0)
        {
            return null;
        }

        var codings = headers.ContentEncoding.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(static coding => !coding.Equals(Identity, StringComparison.OrdinalIgnoreCase)).ToList();
        switch (codings)
        {
            case []:
                headers.ContentEncoding = default;
                return null;
            case [var coding] when Taken.ContainsKey(coding):
                headers.ContentEncoding = coding.ToLowerInvariant();
                return null;
            default:
                http.Response.Headers.AcceptEncoding = Listed;
                return NotTaken;
        }
    }
}
