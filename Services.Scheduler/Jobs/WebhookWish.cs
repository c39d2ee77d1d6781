namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>What a user wants sealed of a webhook.</summary>
/// <param name="Secret">By which it is signed; null: the one that it has, or a new one.</param>
/// <param name="Headers">Further headers, by name; null: those that it has, or none.</param>
internal sealed record WebhookWish(string? Secret, IReadOnlyDictionary<string, string?>? Headers)
{
    /// <summary>Nothing of it.</summary>
    public override string ToString() => nameof(WebhookWish);
}
