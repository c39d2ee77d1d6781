namespace Nanobot.Services.Gateway.Tests.Sockets;

/// <summary>Addresses of sockets.</summary>
internal static class SocketAddress
{
    public static Uri ToSocket(this Uri address) => new UriBuilder(address) { Scheme = "ws" }.Uri;

    /// <summary>The code of an answer's error; null where it has none.</summary>
    public static string? CodeOf(this System.Text.Json.JsonElement answer) => answer.TryGetProperty("error", out var error) ? error.GetProperty("code").GetString() : null;
}
