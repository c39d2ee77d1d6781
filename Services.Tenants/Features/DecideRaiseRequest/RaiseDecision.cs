using System.ComponentModel.DataAnnotations;
using Nanobot.Contracts.Limits;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Tenants.Raises;

namespace Nanobot.Services.Tenants.Features.DecideRaiseRequest;

/// <summary>Body of <c>POST /limits/requests/{request_id}</c>.</summary>
/// <param name="Decision">approve or reject.</param>
/// <param name="Amount">How much is granted; in the form of the quota's amounts; absent: what was asked for.</param>
/// <param name="Until">When it ends, a time of RFC 3339 within 31 days; absent: as was asked for.</param>
internal sealed record RaiseDecision(
    [property: Required, AllowedValues(RaiseDecision.Approve, RaiseDecision.Reject)] string? Decision,
    [property: Range(0d, QuotaSet.Largest)] decimal? Amount = null,
    string? Until = null)
{
    public const string Approve = "approve";
    public const string Reject = "reject";

    /// <summary>The end that it names; what is wrong with the decision goes to <paramref name="errors"/>.</summary>
    public DateTimeOffset? Check(DateTimeOffset now, ValidationErrors errors)
    {
        errors
            .OneOf(Decision, "decision", Approve, Reject)
            .Require(Amount is null or (>= 0 and <= QuotaSet.Largest), "amount", FormattableString.Invariant($"must be a number from 0 to {QuotaSet.Largest}"))
            .Require(Decision != Reject || Amount is null, "amount", "must be left out where nothing is granted")
            .Require(Decision != Reject || Until is null, "until", "must be left out where nothing is granted");
        return RaiseTimes.Read(Until, "until", now, errors);
    }
}
