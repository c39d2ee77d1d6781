using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Events;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Features.BulkJobs;

/// <summary><c>POST /schedule/jobs/bulk</c></summary>
internal static class BulkJobsEndpoint
{
    private const string SelectIds = $"""
        select job_id from jobs where tenant_id = $1 and user_id = $2 and {JobFilter.Condition} order by job_id
        """;

    public static void MapBulkJobs(this RouteGroupBuilder group) => group.MapOperation(Operations.Scheduler.BulkJobs, HandleAsync)
        .WithSummary("Does one thing to several of the caller's jobs, to each wholly or not at all, and says of each which.")
        .WithBodyCheck<BulkJobsRequest>(static (request, _, errors) => request.Check(errors))
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<BulkJobsResponse>, Refusal>> HandleAsync(
        Caller caller, BulkJobsRequest request, TenantDb db, WakeSignal<DueScanService> signal, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        request.Check(errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        AuditedWork.Name(request.Action!);
        var results = await db.TransactionAsync(caller.Context.AsUser(caller.UserId), transaction => DoAsync(transaction, request, time.GetUtcNow().Truncate(), cancellationToken), cancellationToken);
        signal.Raise();
        var done = results.Count(static result => result.Status == BulkResult.Done);
        return TypedResults.Ok(new BulkJobsResponse(done, results.Count - done, results));
    }

    private static async Task<List<BulkResult>> DoAsync(TenantTransaction transaction, BulkJobsRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var context = transaction.Context;
        var named = request.Jobs?.Distinct(StringComparer.Ordinal).ToList()
            ?? (await transaction.QueryAsync(new Sql(SelectIds, [context.RequiredTenantId, context.RequiredUserId, .. request.ToFilter().Arguments]), static row => row.GetGuid(0), cancellationToken)).ConvertAll(static id => id.ToString());
        var ids = named.Select(static name => Guid.TryParse(name, out var id) ? id : (Guid?)null).OfType<Guid>().Distinct().Order().ToList();
        var actions = new JobActions(transaction, request.Action!, request.Tags ?? [], now);
        var codes = new Dictionary<Guid, string?>();

        // In one order, by everybody: two that hold the same jobs at once wait for one another, and never both.
        foreach (var id in ids)
        {
            codes[id] = await actions.DoAsync(id, cancellationToken);
            if (codes[id] is null)
            {
                await transaction.PublishAsync(new AuditRecorded(Entry(context.RequiredTenantId, request.Action!, id, now)), cancellationToken);
            }
        }

        return named.ConvertAll(name => BulkResult.Of(name, Guid.TryParse(name, out var id) ? codes[id] : JobRefusals.NotFound.Code));
    }

    // Of each job beside the entry of the whole.
    private static Contracts.Audit.AuditEntry Entry(string tenantId, string action, Guid jobId, DateTimeOffset now)
    {
        var whole = AuditedWork.Current ?? throw new InvalidOperationException("A request is audited.");
        return new AuditedWork
        {
            Operation = $"{Operations.Scheduler.BulkJobs.Name}.{action}", Role = whole.Role, UserId = whole.UserId, KeyId = whole.KeyId, Address = whole.Address, Target = jobId.ToString(),
        }.ToEntry(tenantId, Activity.Current?.TraceId.ToString(), now);
    }
}
