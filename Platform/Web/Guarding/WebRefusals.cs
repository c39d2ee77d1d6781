using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Platform.Web.Guarding;

/// <summary>
/// Why an address is not asked. A name that nobody has and one that leads inside are refused alike, so that nobody learns
/// what is there.
/// </summary>
public static class WebRefusals
{
    /// <summary>The code of all of them; the member <c>rule</c> says which.</summary>
    public const string Code = "WEB_ADDRESS_REFUSED";

    internal static Refusal Form { get; } = Of("form", "It is no absolute address of the web.");

    internal static Refusal Scheme { get; } = Of("scheme", "Only http and https are asked.");

    internal static Refusal UserInfo { get; } = Of("user_info", "An address with a name or a password in it is not asked.");

    internal static Refusal Port { get; } = Of("port", "That port is not asked.");

    /// <summary>Nobody has the name, or it leads inside; at another time it may not.</summary>
    public static Refusal Host { get; } = Of("host", "The host has no address in the public network, or more than that.");

    internal static Refusal Downgrade { get; } = Of("downgrade", "The server leads from https to http.");

    internal static Refusal Redirects { get; } = Of("redirects", "The server leads on and on.");

    private static Refusal Of(string rule, string why) =>
        new(StatusCodes.Status400BadRequest, Code, why) { Members = new Dictionary<string, object?> { ["rule"] = rule } };
}
