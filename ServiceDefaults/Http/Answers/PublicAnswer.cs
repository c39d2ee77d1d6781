using Microsoft.AspNetCore.Http;

namespace Nanobot.ServiceDefaults.Http.Answers;

/// <summary>Marks an answer that no credential shapes, where no endpoint says that it is for anyone.</summary>
public sealed class PublicAnswer
{
    private static readonly PublicAnswer Mark = new();

    private PublicAnswer()
    {
    }

    /// <summary>Marks the answer to a request.</summary>
    public static void To(HttpContext http) => http.Features.Set(Mark);

    internal static bool Is(HttpContext http) => http.Features.Get<PublicAnswer>() is not null;
}
