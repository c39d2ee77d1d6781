using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Times;

namespace Nanobot.Services.Tenants.Raises;

/// <summary>The moments at which raises end: whole seconds, as contexts carry them, within the longest time that one may last.</summary>
internal static class RaiseTimes
{
    /// <summary>Reads a moment; what is wrong with it goes to <paramref name="errors"/>.</summary>
    public static DateTimeOffset? Read(string? text, string field, DateTimeOffset now, ValidationErrors errors)
    {
        var until = Rfc3339.Parse(text);
        errors.Require(text is null || until is not null, field, "must be a time of RFC 3339 with its offset, for example 2030-01-31T09:00:00+08:00");
        Check(until, field, now, errors);
        // One that is beyond all bounds has no next second.
        return until is { } moment && moment <= now.AddSeconds(RaiseLimits.LongestSeconds) ? WholeSecond(moment) : null;
    }

    /// <summary>Adds what is wrong with a moment as the end of a raise that begins now.</summary>
    public static void Check(DateTimeOffset? until, string field, DateTimeOffset now, ValidationErrors errors) => errors
        .Require(!(until <= now), field, "must be in the future")
        .Require(!(until > WholeSecond(now.AddSeconds(RaiseLimits.LongestSeconds))), field, "must be within 31 days");

    /// <summary>That second, or the next where it has begun: nothing ends before it was said to.</summary>
    public static DateTimeOffset WholeSecond(DateTimeOffset moment) =>
        DateTimeOffset.FromUnixTimeSeconds((long)Math.Ceiling((moment - DateTimeOffset.UnixEpoch).TotalSeconds));
}
