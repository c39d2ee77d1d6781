using Nanobot.Contracts.Models;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Rights.Known;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Rights;

/// <summary>The models that tenants and users have brought, remembered like policies: compared with what has changed before anything is asked by them.</summary>
public sealed class KnownModels
{
    private const string Models = "model:*";
    private readonly Memory _memory;
    private readonly KnownAnswers<Subject, OwnModels, TenantContext> _models;

    internal KnownModels(IOwnModelSource source, Memory memory)
    {
        _memory = memory;
        _models = new(static subject => subject.TenantId, (_, _, origin, token) => source.FindAsync(origin, token), memory);
    }

    /// <summary>Those of whoever acts; null: none.</summary>
    /// <exception cref="DeniedException">It is not known, and nobody can say: nothing is asked by what may have changed.</exception>
    public async ValueTask<OwnModels?> FindAsync(TenantContext context, CancellationToken cancellationToken)
    {
        if (!_memory.Freshness.IsFresh && !await _memory.Freshness.EnsureAsync(cancellationToken) && _memory.Freshness.IsCutOff)
        {
            throw NotKnown();
        }

        try
        {
            return await _models.FindAsync(new Subject(context.RequiredTenantId, context.UserId, null), context, cancellationToken);
        }
        catch (ModuleUnavailableException)
        {
            // Its client has told why.
            throw NotKnown();
        }
    }

    private static DeniedException NotKnown() => new(RightsRefusals.NotKnown, Models);
}
