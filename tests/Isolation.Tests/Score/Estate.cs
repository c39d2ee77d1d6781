namespace Nanobot.Isolation.Tests.Score;

/// <summary>A tenant with something of everything, the words and ids by which it is known, and the credentials of two who act in it.</summary>
/// <param name="TenantId">Its id.</param>
/// <param name="Unsent">What no try of another tenant's sends: first the word that stands in all that it has written, then ids of things that nobody asks for.</param>
/// <param name="Admin">An administrator's key.</param>
/// <param name="User">A key of the user <see cref="UserId"/>, who is called the same in every tenant.</param>
/// <param name="Token">A token of that user.</param>
/// <param name="Ids">What it has, by the name of the parameter that leads to it.</param>
/// <param name="Cursors">Places in its lists, by their paths.</param>
internal sealed record Estate(
    string TenantId, IReadOnlyList<string> Unsent, string Admin, string User, string Token, IReadOnlyDictionary<string, string> Ids, IReadOnlyDictionary<string, string> Cursors)
{
    /// <summary>The user who acts: of the same id in all tenants, so that nothing but the tenant keeps them apart.</summary>
    public const string UserId = "ada";

    /// <summary>The key under which each tenant's user asked for a report once.</summary>
    public const string IdempotencyKey = "the-same-for-everybody";

    /// <summary>The file that each tenant's user has.</summary>
    public const string File = "notes.md";

    // Of these there are the same everywhere, or they are nothing of the tenant's.
    private static readonly string[] Common = ["path", "model", "scheduled_for", "number", "channel", "topic", "entry_id", "token"];

    /// <summary>The word that stands in all that it has written.</summary>
    public string Canary => Unsent[0];

    /// <summary>What stands in nobody else's answers.</summary>
    public IReadOnlyList<string> Marks => [.. Ids.Where(static id => IsOwned(id.Key)).Select(static id => id.Value), .. Unsent];

    /// <summary>Whether a parameter names something of one tenant alone.</summary>
    public static bool IsOwned(string parameter) => !Common.Contains(parameter);

    /// <summary>The credential of a role.</summary>
    public string Credential(string role) => role switch
    {
        "admin" => Admin,
        "token" => Token,
        _ => User,
    };
}
