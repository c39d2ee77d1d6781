namespace Nanobot.Services.Gateway.Tenants;

/// <summary>
/// How many questions to the tenants module are under way and how many wait, in two budgets: what anybody can make up, such
/// as a key nobody has heard of, takes nothing from what has been verified before.
/// </summary>
internal sealed class LookupBudgets
{
    private const int Waiting = 1024;

    private readonly FairTurns<LookupOrigin> _guesses = new(32, Waiting);
    private readonly FairTurns<LookupOrigin> _vouched = new(64, Waiting);

    /// <summary>The budget of a question.</summary>
    public FairTurns<LookupOrigin> For(bool isVouched) => isVouched ? _vouched : _guesses;

    /// <summary>Its name for metrics.</summary>
    public static string NameOf(bool isVouched) => isVouched ? "vouched" : "guesses";
}
