using System.Text.Json;
using Nanobot.Contracts.Models;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Rights;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Secrets;

namespace Nanobot.Platform.Models;

/// <summary>The models of the tenant and the user in scope, as the tenants module has them. What their servers are told is opened for the call that tells it.</summary>
internal sealed class BroughtModels(KnownModels known, TenantSecrets secrets) : IOwnModels
{
    private const string Tenant = "tenant";
    private const string User = "user";

    public async ValueTask<IReadOnlyList<KnownModel>> OfCallerAsync(CancellationToken cancellationToken)
    {
        if (TenantScope.Current is not { HasTenant: true } context || await known.FindAsync(context, cancellationToken) is not { Models.Count: > 0 } own)
        {
            return [];
        }

        return [.. own.Models.Select(model => Known(own, model))];
    }

    private KnownModel Known(OwnModels own, OwnModel model)
    {
        var place = new SecretPlace(own.TenantId, model.IsUsers ? own.UserId : null, OwnModelSecret.Kind, model.Name, model.Address);
        return new KnownModel(model.Id, model.IsUsers ? User : Tenant, model.InChain)
        {
            TakesImages = model.TakesImages,
            Brought = new BroughtModel(model, $"{place.TenantId}/{place.UserId}", () => secrets.Open(model.Secret, place) is { } text ? JsonSerializer.Deserialize<OwnModelSecret>(text, Json.Wire) : null),
        };
    }
}
