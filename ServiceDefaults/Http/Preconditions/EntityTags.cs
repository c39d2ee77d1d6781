using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Nanobot.ServiceDefaults.Http.Preconditions;

/// <summary>The value of If-Match or If-None-Match: <c>*</c>, or a list of entity tags (RFC 9110, 13.1).</summary>
public sealed class EntityTags
{
    private readonly IList<EntityTagHeaderValue> _tags;

    private EntityTags(IList<EntityTagHeaderValue> tags) => _tags = tags;

    /// <summary>Whether one of them, or <c>*</c>, is what is there: compared strongly, so that a weak one never is.</summary>
    /// <param name="current">The entity tag of what is there, or null where nothing is.</param>
    public bool MatchStrongly(EntityTagHeaderValue? current) => Match(current, strongly: true);

    /// <summary>The same, compared weakly.</summary>
    public bool MatchWeakly(EntityTagHeaderValue? current) => Match(current, strongly: false);

    /// <summary>Reads a header that is there; false where it is malformed.</summary>
    internal static bool TryRead(StringValues header, out EntityTags? tags)
    {
        var read = EntityTagHeaderValue.TryParseStrictList(header, out var list) && list is { Count: > 0 }
            && (list.Count == 1 || !list.Contains(EntityTagHeaderValue.Any));
        tags = read ? new EntityTags(list!) : null;
        return read;
    }

    private bool Match(EntityTagHeaderValue? current, bool strongly) =>
        current is not null && _tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(current, strongly));
}
