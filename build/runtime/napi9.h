// Forced into the build of better-sqlite3 for the closed-network Electron (Node-API 9).
// better-sqlite3 keeps its property names in Napi::Reference<Napi::String>, which needs Node-API 10: on 9 that is a
// segmentation fault, because references there hold objects only. So the string is boxed in an object. Nothing else
// in the addon needs Node-API 10. Remove this with the closed-network runtime once that runtime is Electron 36 or newer.
#pragma once
#include <napi.h>

namespace Napi {

template <>
class Reference<String> {
 public:
  Reference() = default;
  Reference(Reference&&) = default;
  Reference& operator=(Reference&&) = default;
  explicit Reference(String value) {
    Object box = Object::New(value.Env());
    box.Set("v", value);
    box_ = Napi::Persistent(box);
  }
  String Value() const { return box_.Value().Get("v").As<String>(); }

 private:
  ObjectReference box_;
};

template <>
inline Reference<String> Persistent(String value) {
  return Reference<String>(value);
}

}  // namespace Napi
