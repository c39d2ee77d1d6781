using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Times;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Scheduler.Operating;
using Nanobot.Services.Scheduler.Operating.Replays;

namespace Nanobot.Services.Scheduler.Features.ReplaySchedule;

/// <summary>Body of <c>POST /schedule/operations/replay</c>.</summary>
/// <param name="From">From this on, past or to come.</param>
/// <param name="To">Up to, not including, this; at most 31 days behind its beginning.</param>
/// <param name="TenantId">The tenant whose jobs are looked at; absent: all.</param>
/// <param name="Only">What has become of the runs that are listed; absent: anything.</param>
/// <param name="Limit">Most runs that are listed one by one; absent: 1,000.</param>
/// <param name="Cursor">The next_cursor of an earlier replay of this span: goes on behind the jobs that it has looked at.</param>
internal sealed record ReplayRequest(
    [property: Required] string? From = null,
    [property: Required] string? To = null,
    string? TenantId = null,
    IReadOnlyList<string>? Only = null,
    [property: Range(0, ReplayRequest.MaximumListed)] int? Limit = null,
    string? Cursor = null)
{
    public const int MaximumListed = 10_000;
    public const int DefaultListed = 1_000;
    private const int MaximumDays = 31;
    private const int MaximumYears = 10;

    /// <summary>The span and where to go on, where nothing is wrong with them.</summary>
    public (DateTimeOffset From, DateTimeOffset To, JobKey After) Check(DateTimeOffset now, ValidationErrors errors)
    {
        var (from, to) = (Read(From, "from", now, errors), Read(To, "to", now, errors));
        errors.Require(from is null || to is null || to > from, "to", "must lie behind from");
        errors.Require(from is null || to is null || to - from <= TimeSpan.FromDays(MaximumDays), "to", string.Create(CultureInfo.InvariantCulture, $"must be within {MaximumDays} days of from"));
        errors.Require(Limit is null or (>= 0 and <= MaximumListed), "limit", string.Create(CultureInfo.InvariantCulture, $"must be 0 to {MaximumListed}"));
        errors.Require(Only is null || (Only.Count is > 0 and <= 7 && Only.All(ReplayOutcome.Names.Contains)), "only", $"must be some of: {string.Join(", ", ReplayOutcome.Names)}");
        if (TenantId is not null)
        {
            errors.Require<TenantId>(TenantId, "tenant_id");
        }

        var after = JobKey.First;
        errors.Require(Cursor is null || (new PageRequest(1, null).Behind(Cursor).After is { } text && JobKey.TryParse(text, out after)), "cursor", "must be the next_cursor of an earlier replay");
        return (from ?? now, to ?? now, after);
    }

    private static DateTimeOffset? Read(string? text, string field, DateTimeOffset now, ValidationErrors errors)
    {
        var time = Rfc3339.Parse(text);
        errors.Require(time is not null || errors.IsUnreadable(field), field, "must be a time of RFC 3339 with its offset, for example 2030-01-31T09:00:00Z");
        errors.Require(time is null || (time > now.AddYears(-MaximumYears) && time < now.AddYears(MaximumYears)), field, string.Create(CultureInfo.InvariantCulture, $"must lie within {MaximumYears} years of now"));
        return time;
    }
}
