namespace Nanobot.Platform.Limits.Tokens;

/// <summary>How the model's budgets are kept, section <c>Limits:Tokens</c>; how much there is of them say the plans and <see cref="InstallationAmounts"/>.</summary>
public sealed class TokenBudgetOptions
{
    /// <summary>
    /// For how long a reservation stands after the process that holds it has died. Renewed at a third of it. Default 30 seconds;
    /// 1 second to 5 minutes.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How many tokens of an answer are written down before they are given to whoever reads it: at most so many too many are counted of a
    /// stream whose process dies. Default 256; 1 to 100,000.
    /// </summary>
    public long Ahead { get; set; } = 256;

    /// <summary>Longest wait for each store ahead of a call; then the call is refused. Default 2 seconds; 50 milliseconds to 10 seconds.</summary>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the row of a call is kept; what it came to stays in its day's sum. Default 400 days; 8 to 3,660 days.</summary>
    public TimeSpan CallRetention { get; set; } = TimeSpan.FromDays(400);

    /// <summary>Time between two looks of the ledger's keeper. Default 1 second; 20 milliseconds to 1 minute.</summary>
    public TimeSpan KeepInterval { get; set; } = TimeSpan.FromSeconds(1);
}
