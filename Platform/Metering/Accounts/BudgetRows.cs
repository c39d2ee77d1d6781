namespace Nanobot.Platform.Metering.Accounts;

/// <summary>How the sums of budgets (<c>nanobot.model_budgets</c>) are written.</summary>
internal static class BudgetRows
{
    /// <summary>
    /// When a sum was last changed, to the hour. It decides what is looked at after two days and removed after eight, and is indexed: a moment that is new with each
    /// call would make PostgreSQL write each version of a busy tenant's row into both indexes, and read through them until they are vacuumed.
    /// </summary>
    public const string ThisHour = "greatest(sums.touched_at, date_trunc('hour', now()))";
}
