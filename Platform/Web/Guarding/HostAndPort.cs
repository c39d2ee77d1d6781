namespace Nanobot.Platform.Web.Guarding;

/// <summary>A host as connections are made to it: in ASCII, in lower case, without a dot at its end and without brackets.</summary>
/// <param name="Host">Its name or address.</param>
/// <param name="Port">Its port.</param>
internal sealed record HostAndPort(string Host, int Port)
{
    public static HostAndPort Of(Uri address) => Of(address.IdnHost, address.Port);

    public static HostAndPort Of(string host, int port) => new(host.Trim('[', ']').TrimEnd('.').ToLowerInvariant(), port);

    /// <summary>Reads <c>localhost:5010</c>; null where it is none, or has no port.</summary>
    public static HostAndPort? Parse(string? text) =>
        text is not null && text.LastIndexOf(':') is > 0 and var colon && int.TryParse(text.AsSpan(colon + 1), System.Globalization.NumberStyles.None, null, out var port) && port is > 0 and <= 65_535
        && Uri.TryCreate($"http://{text}/", UriKind.Absolute, out var address) && address.UserInfo.Length == 0 && address.AbsolutePath == "/" && address.Query.Length == 0
            ? Of(address.IdnHost, port)
            : null;
}
