using System.Diagnostics;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Domain;

namespace Nanobot.Services.Reports.Persistence;

/// <summary>
/// Writes a pending report. The same id, or the same idempotency key, of the same user writes nothing: one report.
/// </summary>
internal sealed class ReportInsert(TenantContextCodec codec, TimeProvider time)
{
    private const string Insert = """
        insert into reports (tenant_id, user_id, report_id, report_type, origin, custom_prompt, focus_areas,
            idempotency_key, request_hash, tenant_context, trace_parent, due_at, created_at)
        values ($1, $2, $3, $4, $5, $6::text, $7, $8::text, $9::text, $10, $11::text, $12, $12)
        on conflict do nothing
        """;

    public Sql Of(NewReport report, TenantContext context) => new(Insert,
        context.RequiredTenantId,
        context.RequiredUserId,
        report.ReportId,
        report.ReportType,
        report.Origin,
        report.CustomPrompt,
        report.FocusAreas.ToArray(),
        report.IdempotencyKey,
        report.RequestHash,
        // Made for the user, with a user's rights, whoever asked.
        codec.Sign(context.AsUser(context.RequiredUserId), ContextAudience.Background),
        Activity.Current?.Id,
        time.GetUtcNow());
}
