namespace Nanobot.Platform.Web.Guarding;

/// <summary>A host as connections are made to it: in ASCII, in lower case, without a dot at its end and without brackets.</summary>
/// <param name="Host">Its name or address.</param>
/// <param name="Port">Its port.</param>
internal sealed record HostAndPort(string Host, int Port)
{
    /// <summary>That of an address; null where its name cannot be written in ASCII.</summary>
    public static HostAndPort? Of(Uri address)
    {
        try
        {
            return Of(address.IdnHost, address.Port);
        }
        catch (UriFormatException)
        {
            // How the library says so; it has no way of asking first.
            return null;
        }
    }

    public static HostAndPort Of(string host, int port) => new(host.Trim('[', ']').TrimEnd('.').ToLowerInvariant(), port);

    /// <summary>Reads <c>localhost:5010</c>; null where it is none, or has no port.</summary>
    public static HostAndPort? Parse(string? text) =>
        text is not null && text.LastIndexOf(':') is > 0 and var colon && int.TryParse(text.AsSpan(colon + 1), System.Globalization.NumberStyles.None, null, out var port) && port is > 0 and <= 65_535
        && Uri.TryCreate($"http://{text}/", UriKind.Absolute, out var address) && address.UserInfo.Length == 0 && address.AbsolutePath == "/" && address.Query.Length == 0
            ? Of(address) is { } target ? target with { Port = port } : null
            : null;
}
