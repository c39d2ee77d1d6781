using Nanobot.Contracts.Events;
using Nanobot.Platform.Bus.Changes;
using Nanobot.Platform.Core.Names;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Secrets;
using Nanobot.Platform.Web.Guarding;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Tenants.Changes;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Models;

/// <summary>
/// Keeps models that a tenant or a user has brought. Once a change is answered every module goes by it: it is numbered like all that is remembered elsewhere.
/// </summary>
internal sealed class ModelStore(TenantDb db, ModelSeal seal, WebAddresses addresses, ChangeLog log, ChangeTeller teller, TimeProvider time)
{
    private const string SelectPage = $"""
        select {ModelRow.Columns} from models
        where tenant_id = $1 and owner = $2 and ($3::text is null or name > $3)
        order by name
        limit $4
        """;

    private const string SelectOne = $"select {ModelRow.Columns} from models where tenant_id = $1 and owner = $2 and name = $3";

    private const string SelectOwn = $"select {ModelRow.Columns} from models where tenant_id = $1 and owner = any($2) order by owner = '', place, name";

    private const string SelectUser = "select 1 from users where tenant_id = $1 and user_id = $2";

    private const string Count = $"select max({ModelRow.TagColumn}) filter (where name = $3), count(*) filter (where name <> $3) from models where tenant_id = $1 and owner = $2";

    private const string Upsert = $"""
        insert into models (tenant_id, user_id, name, address, model, secret, secret_key, key_hint, header_names, in_chain, place, takes_images, takes_tools, context_tokens,
            input_price, cached_input_price, output_price, created_at, updated_at)
        values ($1, $2::text, $3, $4, $5, $6, $7, $8::text, $9, $10, $11, $12, $13, $14::integer, $15::bigint, $16::bigint, $17::bigint, $18, $18)
        on conflict (tenant_id, owner, name) do update
        set address = excluded.address, model = excluded.model, secret = excluded.secret, secret_key = excluded.secret_key, key_hint = excluded.key_hint,
            header_names = excluded.header_names, in_chain = excluded.in_chain, place = excluded.place, takes_images = excluded.takes_images, takes_tools = excluded.takes_tools,
            context_tokens = excluded.context_tokens, input_price = excluded.input_price, cached_input_price = excluded.cached_input_price, output_price = excluded.output_price,
            updated_at = excluded.updated_at
        returning {ModelRow.Columns}
        """;

    private const string Delete = "delete from models where tenant_id = $1 and owner = $2 and name = $3";

    /// <summary>A page of the models of <paramref name="userId"/>, or with null of the tenant's own, by name; null where there is no such user.</summary>
    public async Task<Page<ModelResource>?> ListAsync(TenantContext context, string? userId, PageRequest page, CancellationToken cancellationToken)
    {
        var user = new SqlRows<int>(new Sql(SelectUser, context.RequiredTenantId, userId ?? ""), static row => row.GetInt32(0));
        var models = new SqlList<ModelResource>(
            new Sql(SelectPage, context.RequiredTenantId, userId ?? "", page.After, page.Limit + 1), [0], static row => ModelResource.Of(ModelRow.Read(row)));
        await db.BatchAsync(context, [user, models], cancellationToken);
        return userId is not null && user.Rows.Count == 0 ? null : page.ToPage(models.Rows);
    }

    /// <summary>One of them; null where there is none of that name.</summary>
    public async Task<ModelRow?> FindAsync(TenantContext context, string? userId, string name, CancellationToken cancellationToken) => ModelNames.IsValid(name)
        ? await db.QuerySingleAsync(context, new Sql(SelectOne, context.RequiredTenantId, userId ?? "", name), ModelRow.Read, cancellationToken)
        : null;

    /// <summary>All that whoever acts may ask, in their order. One that cannot be read is left out.</summary>
    public async Task<IReadOnlyList<ModelRow>> OwnAsync(TenantContext context, CancellationToken cancellationToken) =>
    [
        .. (await db.ListAsync(context, new Sql(SelectOwn, context.RequiredTenantId, new[] { "", context.UserId ?? "" }), [0], ModelRow.Read, cancellationToken))
            .Where(static row => row.IsReadable).Select(static row => row.Value!),
    ];

    /// <summary>Puts a model in the place of one that may be there, where what the request says of that one holds.</summary>
    public async Task<SavedModel> PutAsync(
        TenantContext context, string? userId, string name, ModelRequest request, RequestPreconditions preconditions, Refusal noOwner, CancellationToken cancellationToken)
    {
        if (!seal.IsSetUp)
        {
            return new SavedModel(null, false, ModelRefusals.NotSetUp);
        }

        if (addresses.Refuse(new Uri(request.Address!, UriKind.Absolute)) is { } refused)
        {
            return new SavedModel(null, false, refused);
        }

        var tenantId = context.RequiredTenantId;
        var (saved, changes) = await db.TransactionAsync(context, async transaction =>
        {
            var (tag, others) = await LockAsync(transaction, tenantId, userId, name, cancellationToken);
            var refusal = userId is not null && (await transaction.QueryAsync(new Sql(SelectUser, tenantId, userId), static row => row.GetInt32(0), cancellationToken)).Count == 0 ? noOwner
                : !preconditions.AllowChange(ModelAnswer.TagOf(tag)) ? Refusals.PreconditionFailed
                : tag is null && others >= ModelRefusals.Most ? ModelRefusals.TooMany
                : null;
            if (refusal is not null)
            {
                return (new SavedModel(null, false, refusal), (List<NumberedChange>?)null);
            }

            // Where all of the secret is said anew, one that cannot be read can be replaced.
            var current = tag is null || (request.Key is not null && request.Headers is not null) ? null
                : (await transaction.QueryAsync(new Sql(SelectOne, tenantId, userId ?? "", name), ModelRow.Read, cancellationToken))[0];
            var secret = seal.Merge(tenantId, current, request);
            var sealedText = seal.Seal(secret, ModelSeal.PlaceOf(tenantId, userId, name, request.Address!));
            var upsert = new Sql(Upsert, tenantId, userId, name, request.Address, request.Model, sealedText, TenantSecrets.KeyOf(sealedText), ModelSeal.HintOf(secret.Key),
                secret.Headers.Keys.Order(StringComparer.Ordinal).ToArray(), request.InChain ?? true, request.Place ?? 0, request.TakesImages ?? false, request.TakesTools ?? true,
                request.ContextTokens, request.InputPrice, request.CachedInputPrice, request.OutputPrice, time.GetUtcNow());
            var row = (await transaction.QueryAsync(upsert, ModelRow.Read, cancellationToken))[0];
            await transaction.PublishAsync(new ModelChanged(name, userId, IsRemoved: false), cancellationToken);
            return (new SavedModel(row, tag is null, null), await log.WriteAsync(transaction, cancellationToken));
        }, cancellationToken);
        if (changes is not null)
        {
            await teller.SettleAsync(changes, cancellationToken);
        }

        return saved;
    }

    /// <summary>Removes a model; why not, where it stays.</summary>
    public async Task<Refusal?> DeleteAsync(TenantContext context, string? userId, string name, RequestPreconditions preconditions, CancellationToken cancellationToken)
    {
        if (!ModelNames.IsValid(name))
        {
            return ModelRefusals.NotFound;
        }

        var tenantId = context.RequiredTenantId;
        var (refusal, changes) = await db.TransactionAsync(context, async transaction =>
        {
            var (tag, _) = await LockAsync(transaction, tenantId, userId, name, cancellationToken);
            if (tag is null || !preconditions.AllowChange(ModelAnswer.TagOf(tag)))
            {
                return (tag is null ? ModelRefusals.NotFound : Refusals.PreconditionFailed, (List<NumberedChange>?)null);
            }

            await transaction.ExecuteAsync(cancellationToken, new Sql(Delete, tenantId, userId ?? "", name));
            await transaction.PublishAsync(new ModelChanged(name, userId, IsRemoved: true), cancellationToken);
            return ((Refusal?)null, await log.WriteAsync(transaction, cancellationToken));
        }, cancellationToken);
        if (changes is not null)
        {
            await teller.SettleAsync(changes, cancellationToken);
        }

        return refusal;
    }

    private static async Task<(string? Tag, long Others)> LockAsync(TenantTransaction transaction, string tenantId, string? userId, string name, CancellationToken cancellationToken)
    {
        // Of two that want the last place, one waits for the other.
        await transaction.ExecuteAsync(cancellationToken, Locks.Of(LockName.OfTenant(LockKinds.Models, tenantId, userId ?? "")));
        return (await transaction.QueryAsync(
            new Sql(Count, tenantId, userId ?? "", name), static row => (row.IsDBNull(0) ? null : row.GetString(0), row.GetInt64(1)), cancellationToken))[0];
    }
}
