using Microsoft.AspNetCore.Http;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Limits.Tokens;

namespace Nanobot.Platform.Metering.Calls;

/// <summary>Why the model is not called.</summary>
internal static class BudgetRefusals
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>Nobody is there whom it could be charged to.</summary>
    public static TokenBudgetException NoTenant { get; } =
        new(new Refusal(StatusCodes.Status403Forbidden, "TENANT_REQUIRED", "The model is called for a tenant; here is none."), mayPass: false);

    /// <summary>More than one request may have.</summary>
    public static TokenBudgetException TooLarge(long prompt, long limit) => new(new Refusal(StatusCodes.Status413PayloadTooLarge, "TOKEN_LIMIT",
        $"What the model would have to read is about {prompt} tokens; a request may have {limit}, its answer included. Send less at once.")
    {
        Members = new Dictionary<string, object?> { ["quota"] = "tokens_per_request", ["limit"] = limit, ["used"] = prompt },
    }, mayPass: false);

    /// <summary>
    /// A budget has not enough left. Where only what other calls have reserved stands in the way, it may be enough in a moment: most of it comes back.
    /// </summary>
    public static TokenBudgetException Full(BudgetAnswer.Full full, DateTimeOffset now)
    {
        var (draw, budget) = (full.Draw, full.Draw.Budget);
        var isHeld = full.Used + draw.Amount <= draw.Limit;
        var (name, unit) = (Name(budget), budget.Unit == BudgetUnit.Tokens ? "tokens" : "of money");
        var (limit, used, held, amount) = (Shown(draw.Limit), Shown(full.Used), Shown(full.Held), Shown(draw.Amount));
        var left = budget.Ends - now;
        var detail = isHeld
            ? FormattableString.Invariant($"The rest of {name} is reserved by calls that run: {used} of {limit} {unit} are used, {held} reserved, and this call may come to {amount}. Try again in a moment.")
            : FormattableString.Invariant($"{name} is used up: {used} of {limit} {unit} are used, {held} reserved, and this call may come to {amount}.");
        return new(new Refusal(StatusCodes.Status429TooManyRequests, "QUOTA_EXCEEDED", detail)
        {
            RetryAfter = isHeld || !budget.IsOfDay || left < Moment ? Moment : left,
            Members = new Dictionary<string, object?>
            {
                ["quota"] = name, ["owner"] = Budget.OwnerName(budget.Owner), ["limit"] = limit, ["used"] = used, ["reserved"] = held,
                ["resets_at"] = budget.IsOfDay ? budget.Ends : null,
            },
        }, isHeld);

        object Shown(long part) => budget.Unit == BudgetUnit.Tokens ? (object)part : QuotaType.MoneyPerDay.Shown(part);
    }

    /// <summary>A run has called as many tools as it may; what would be one more is not called.</summary>
    public static TokenBudgetException ToolCalls(long limit, long used) => new(new Refusal(StatusCodes.Status429TooManyRequests, "QUOTA_EXCEEDED",
        FormattableString.Invariant($"{QuotaType.ToolCallsPerRun} is used up: {used} of {limit} calls of tools are made. What would have been one more was not called."))
    {
        RetryAfter = Moment,
        Members = new Dictionary<string, object?>
        {
            ["quota"] = QuotaType.ToolCallsPerRun.Value, ["owner"] = Budget.OwnerName(BudgetOwner.Run), ["limit"] = limit, ["used"] = used, ["reserved"] = 0L, ["resets_at"] = null,
        },
    }, mayPass: false);

    /// <summary>Nobody can say whether there is enough left.</summary>
    public static TokenBudgetException Unavailable(Exception cause) => new(
        Refusals.Unavailable("LIMITS_UNAVAILABLE", "What may be used of the model cannot be checked at the moment, so it is not called; nothing was used. Try again shortly."),
        mayPass: true, cause);

    private static string Name(Budget budget) => (budget.Owner, budget.Unit) switch
    {
        (BudgetOwner.Run, BudgetUnit.Tokens) => QuotaType.TokensPerRun.Value,
        (BudgetOwner.Run, _) => QuotaType.MoneyPerRun.Value,
        (_, BudgetUnit.Micros) => QuotaType.MoneyPerDay.Value,
        (BudgetOwner.Tenant, _) => QuotaType.TokensPerDay.Value,
        _ => $"tokens_per_{Budget.OwnerName(budget.Owner)}_day",
    };
}
