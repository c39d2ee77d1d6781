using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;

namespace Nanobot.ServiceDefaults.Authentication;

/// <summary>
/// The client's address between the gateway and the modules: the gateway takes off what the client itself says and writes what it has seen, and modules pass it
/// on with what they ask each other for. Believed only beside a verified context.
/// </summary>
internal static class ForwardedAddress
{
    private const string Header = "X-Forwarded-For";

    /// <summary>The address; null where there is none, or what is there is none.</summary>
    public static IPAddress? Of(HttpRequest request)
    {
        if (request.Headers[Header] is not [.., { } values])
        {
            return null;
        }

        return IPAddress.TryParse(values.AsSpan(values.LastIndexOf(',') + 1).Trim(), out var address) ? address : null;
    }

    /// <summary>Writes it onto a call.</summary>
    public static void Write(HttpRequestHeaders headers, IPAddress? address)
    {
        headers.Remove(Header);
        if (address is not null)
        {
            headers.Add(Header, address.ToString());
        }
    }
}
