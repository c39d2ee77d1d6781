using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy.Secrets;
using Nanobot.Platform.Webhooks;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Persistence;

namespace Nanobot.Services.Scheduler.Webhooks;

/// <summary>Keeps what webhooks have sealed, beside their jobs, in the transaction that writes these.</summary>
internal sealed class WebhookBook(WebhookSeal seal)
{
    private const string Upsert = """
        insert into webhooks (tenant_id, user_id, job_id, secret, secret_key) values ($1, $2, $3, $4, $5)
        on conflict (tenant_id, job_id) do update set secret = excluded.secret, secret_key = excluded.secret_key
        """;

    private const string Delete = "delete from webhooks where tenant_id = $1 and user_id = $2 and job_id = $3";

    /// <summary>
    /// Keeps what a job that was just made or changed is to have. What was not said stays as it is, but only towards the address that it was given for: whoever changes the address gives it anew, or has a
    /// secret made.
    /// </summary>
    /// <param name="transaction">The user's, behind the job's row.</param>
    /// <param name="before">The job as it was; null for a new one.</param>
    /// <param name="job">The job as it is.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The secret that was made, to be shown this once; null where none was.</returns>
    /// <exception cref="StoredDataException">What is to stay cannot be opened.</exception>
    public async Task<string?> KeepAsync(TenantTransaction transaction, Job? before, Job job, CancellationToken cancellationToken)
    {
        if (!job.Payload.IsWebhook)
        {
            await transaction.ExecuteAsync(cancellationToken, before is { Payload.IsWebhook: true } ? [Statement(Delete, transaction, job)] : []);
            return null;
        }

        // What it tells was not said anew.
        if (job.Payload.Told is not { } told)
        {
            return null;
        }

        var known = before is { Payload.IsWebhook: true } && before.Payload.Url == job.Payload.Url && (told.Secret is null || told.Headers is null) ? await OpenAsync(transaction, before, cancellationToken) : null;
        var made = told.Secret is null && known is null ? seal.NewSecret() : null;
        await WriteAsync(transaction, job, new WebhookSecret(told.Secret ?? known?.Secret ?? made!,
            told.Headers?.ToDictionary(static header => header.Key, static header => header.Value!) ?? known?.Headers ?? new Dictionary<string, string>()), cancellationToken);
        return made;
    }

    /// <summary>Gives a copy what the job has, sealed anew for it.</summary>
    /// <exception cref="StoredDataException">It cannot be opened.</exception>
    public async Task CopyAsync(TenantTransaction transaction, Job job, Job copy, CancellationToken cancellationToken)
    {
        if (job.Payload.IsWebhook)
        {
            await WriteAsync(transaction, copy, await OpenAsync(transaction, job, cancellationToken), cancellationToken);
        }
    }

    private async Task<WebhookSecret> OpenAsync(TenantTransaction transaction, Job job, CancellationToken cancellationToken)
    {
        var sealedText = await transaction.QuerySingleAsync(Statement(WebhookRows.Select, transaction, job), static row => row.GetString(0), cancellationToken);
        return seal.Open(sealedText, Place(transaction, job))
            ?? throw new StoredDataException("What a webhook has cannot be opened: it was sealed by a key that is gone, or for another place.");
    }

    private Task WriteAsync(TenantTransaction transaction, Job job, WebhookSecret secret, CancellationToken cancellationToken)
    {
        var sealedText = seal.Seal(secret, Place(transaction, job));
        return transaction.ExecuteAsync(cancellationToken, Statement(Upsert, transaction, job, sealedText, TenantSecrets.KeyOf(sealedText)));
    }

    private static SecretPlace Place(TenantTransaction transaction, Job job) =>
        WebhookSeal.PlaceOf(transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId, job.JobId.ToString(), job.Payload.Url!);

    private static Sql Statement(string text, TenantTransaction transaction, Job job, params object?[] more) =>
        new(text, [transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId, job.JobId, .. more]);
}
