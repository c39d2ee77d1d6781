namespace Nanobot.Platform.Webhooks;

/// <summary>Where a module's settings of webhooks stand, as answers and failures name it: <c>Scheduler:Webhooks</c>.</summary>
public sealed record WebhookSection(string Name);
