using System.Text.RegularExpressions;
using System.Security.Cryptography;

namespace Nanobot.Isolation.Tests.Score;

/// <summary>What stands for the parameters of a route.</summary>
internal static partial class Places
{
    /// <summary>What of an estate stands for a parameter. One of an unknown name fails: it must be tried, so have each tenant settled with one.</summary>
    public static string Of(Route route, string parameter, Estate estate) =>
        estate.Ids.TryGetValue(Named(route, parameter), out var id)
            ? id
            : throw new InvalidOperationException($"{route}: nothing of a tenant's is known for {{{parameter}}}; add it to Settling.");

    /// <summary>Whether the parameter names something of one tenant alone.</summary>
    public static bool IsOwned(Route route, string parameter) => Estate.IsOwned(Named(route, parameter));

    /// <summary>Of the same form, and nothing's.</summary>
    public static string Missing(string value) => Guid.TryParse(value, out _)
        ? Guid.NewGuid().ToString()
        : Hexadecimal().Replace(value, static found => RandomNumberGenerator.GetHexString(found.Length, lowercase: true));

    private static string Named(Route route, string parameter) => parameter == "id" ? $"{route.Service.TrimEnd('s')}_id" : parameter;

    [GeneratedRegex("[0-9a-f]{6,}")]
    private static partial Regex Hexadecimal();
}
