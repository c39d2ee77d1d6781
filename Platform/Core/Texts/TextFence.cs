using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Nanobot.Platform.Core.Texts;

/// <summary>What the lines around text begin with that is to pose as nothing else: a hash of all that is fenced, so that no content can hold it.</summary>
public static class TextFence
{
    /// <summary>The fence for <paramref name="contents"/>.</summary>
    public static string Around(params IReadOnlyList<string> contents)
    {
        var hashed = string.Join('\0', contents.Select(static content => content.Length.ToString(CultureInfo.InvariantCulture)).Concat(contents));
        while (true)
        {
            var fence = $"~~~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hashed)).AsSpan(0, 16))}";
            if (!contents.Any(content => content.Contains(fence, StringComparison.Ordinal)))
            {
                return fence;
            }

            hashed += fence;
        }
    }
}
