namespace Nanobot.Services.Scheduler.Persistence;

/// <summary>The rows of what webhooks have sealed.</summary>
internal static class WebhookRows
{
    /// <summary>That of one job.</summary>
    public const string Select = "select secret from webhooks where tenant_id = $1 and user_id = $2 and job_id = $3";
}
