using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>How long a request says that it can wait: <c>Prefer: wait=10</c> (RFC 7240, 4.3), in seconds.</summary>
internal static class Preference
{
    private const string Wait = "wait";

    /// <summary>The wait; null where it names none, or none that can be. Of several the first counts.</summary>
    public static TimeSpan? WaitOf(StringValues headers)
    {
        foreach (var header in headers)
        {
            foreach (var preference in (header ?? "").Split(','))
            {
                var value = preference.Split(';')[0].Split('=', 2);
                if (value.Length == 2 && value[0].Trim().Equals(Wait, StringComparison.OrdinalIgnoreCase))
                {
                    return int.TryParse(value[1].Trim().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
                        ? TimeSpan.FromSeconds(seconds)
                        : null;
                }
            }
        }

        return null;
    }
}
