using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Nanobot.Services.Gateway.Tests.Hosting;

/// <summary>What a module got to see of a request.</summary>
internal sealed record SeenRequest(string Method, string Path, string Target, Dictionary<string, string[]> Headers)
{
    public static SeenRequest Of(HttpContext http) => new(
        http.Request.Method,
        http.Request.Path.Value ?? "",
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
        http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.Select(value => value ?? "").ToArray(), StringComparer.OrdinalIgnoreCase));

    public string? Single(string header) => Headers.FirstOrDefault(pair => pair.Key.Equals(header, StringComparison.OrdinalIgnoreCase)).Value?.Single();
}
