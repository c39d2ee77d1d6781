using Microsoft.AspNetCore.Http;

namespace Nanobot.ServiceDefaults.Http;

/// <summary>Which methods a path has (RFC 9110, 9.3.7 and 15.5.6).</summary>
public static class AllowedMethods
{
    /// <summary>
    /// Answers a method that a known path does not have: OPTIONS with 204, any other with 405, both with the methods that it has.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="methods">The path's methods with commas between them; OPTIONS is every path's.</param>
    public static void Answer(HttpContext http, string methods)
    {
        http.Response.Headers.Allow = $"{methods}, {HttpMethods.Options}";
        http.Response.StatusCode = http.Request.Method == HttpMethods.Options ? StatusCodes.Status204NoContent : StatusCodes.Status405MethodNotAllowed;
    }
}
